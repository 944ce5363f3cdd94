"""The tests: one file a module, each test with the law it holds."""
