"""Corrective and preventive actions on the screen: what deviates, each action, and what it still needs."""
