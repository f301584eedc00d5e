import Phaser from 'phaser';

/** The same Phaser with next to nothing on it: sixty rectangles and a line of text. */
class Bare extends Phaser.Scene {
  create() {
    for (let i = 0; i < 60; i += 1) this.add.rectangle(40 + (i % 12) * 60, 60 + Math.floor(i / 12) * 60, 50, 50, 0x2563b8 + i);
    this.add.text(20, 10, 'bare');
  }
}

new Phaser.Game({ type: Phaser.AUTO, width: 800, height: 400, banner: false, scene: Bare });
