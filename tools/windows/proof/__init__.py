"""The proof under Wine: what IT and a cashier are promised of the installer, each as an assertion with its time."""
