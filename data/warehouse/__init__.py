"""What was measured: generations built from immutable layers, served read-only (ARCHITECTURE.md, "Why two stores")."""

from data.warehouse.serving import Warehouse, open_warehouse

__all__ = ["Warehouse", "open_warehouse"]
