"""Every table of the records. Importing the package registers them all in `metadata`."""

from data.records.schema import (
    committee,
    conformity,
    followup,
    identity,
    improvement,
    ledger,
    mappings,
    measurements,
    plan,
    priorities,
    profile,
    strategy,
)
from data.records.schema.base import metadata, new_id

__all__ = [
    "committee",
    "conformity",
    "followup",
    "identity",
    "improvement",
    "ledger",
    "mappings",
    "measurements",
    "metadata",
    "new_id",
    "plan",
    "priorities",
    "profile",
    "strategy",
]
