"""What breakd answers when it is asked: about its state, the reasons for it, and its health."""
