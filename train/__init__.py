"""Recipes that train the models OnRecord ships: beside the package, never part of it."""
