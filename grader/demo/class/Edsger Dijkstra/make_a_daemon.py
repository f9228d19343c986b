
# Größe des Zwischenspeichers
import threading
