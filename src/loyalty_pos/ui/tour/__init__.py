"""The demo's tour: the window shows by itself what happens when somebody pulls the plug."""
