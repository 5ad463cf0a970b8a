"""What may go wrong in words a user can act on. One small class per reason; shown at one edge."""


class PamError(Exception):
    """Base of the errors whose Spanish text may be shown: it says what happened and what to do."""

    @property
    def message(self) -> str:
        return str(self.args[0]) if self.args else "No se pudo completar la operación."


class NotAllowedError(PamError):
    """The role does not permit the action, whatever the page offered."""


class OwnWorkError(NotAllowedError):
    """Whoever wrote does not verify, and whoever verified does not approve (manual, activities 6 and 7)."""


class InvalidValueError(PamError):
    """A field holds something that cannot be. `field` names it, so that the form can show the text beside it."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotFoundError(PamError):
    """What was asked for does not exist in this entity, or was voided."""


class StateError(PamError):
    """The plan or the report is not in a state that admits the action."""


class SessionExpiredError(PamError):
    """Nobody is signed in any more; what was typed is kept."""
