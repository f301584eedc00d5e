/** Stands in for a debugging tool that Phaser names and that is not part of the game. */
export {};
