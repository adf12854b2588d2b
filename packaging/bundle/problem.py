"""What keeps a bundle from being made, in one sentence for the person at the keyboard."""


class BundleProblem(Exception):
    """The bundle cannot be made; the text says why and what to do."""
