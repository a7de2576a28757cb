"""Result types: frozen, standard library only, no raw values."""
