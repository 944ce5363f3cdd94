"""What must outlive a crash: the inbox in its database, and the thread that it lives in."""
