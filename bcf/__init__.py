"""The project: wiring, and below it `bcf.fund`, the Better Care Fund itself."""
