// Compiled only so that the other test programs find the precompiled headers.
