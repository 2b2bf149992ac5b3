"""整理截图: what the pictures of a case say, looked at one by one and taken over by key."""
