"""What answers hold, one kind a file: frozen values, and their JSON."""
