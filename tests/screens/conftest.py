"""画面の試験の道具: a small town, and somebody sitting before a screen."""

from collections.abc import Callable

import pytest
from django.test import Client

from tests.worlds import Role, World, build_world, seat


@pytest.fixture
def world(db: None) -> World:
    return build_world()


@pytest.fixture
def sit(world: World) -> Callable[[Role], Client]:
    """`sit(Role.EAST_NURSE)`: a client signed in as that role."""
    return lambda role: seat(Client(), world, role)
