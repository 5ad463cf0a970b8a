"""Every table of the records. Importing the package registers them all in `metadata`."""

from data.records.schema import followup, identity, ledger, mappings, measurements, plan, priorities, profile
from data.records.schema.base import metadata, new_id

__all__ = [
    "followup",
    "identity",
    "ledger",
    "mappings",
    "measurements",
    "metadata",
    "new_id",
    "plan",
    "priorities",
    "profile",
]
