"""The help of groups of commands, in Russian; ``cli.help_words`` holds it together."""
