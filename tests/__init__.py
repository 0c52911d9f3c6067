"""The test kit and the tests."""
