"""The page Ficha municipal: one municipality's indicators, actions, money and rural share of a plan."""
