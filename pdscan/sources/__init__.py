"""Places that hold datasets: databases and file shares."""
