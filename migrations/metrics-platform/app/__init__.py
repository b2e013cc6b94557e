"""The part of the application that the migrations need."""
