"""The manager's window: a shell with a rail of pages, and the pages themselves."""
