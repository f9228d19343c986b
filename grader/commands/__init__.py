"""What the command line's commands do, once it is known what they are to do. A file each."""
