import Phaser from 'phaser';

/** The same Phaser with next to nothing on it: sixty rectangles and a line of text. */
class Bare extends Phaser.Scene {
  create() {
    const graphics = this.add.graphics();
    for (let i = 0; i < 60; i += 1) graphics.fillStyle(0x2563b8 + i).fillRect(15 + (i % 12) * 60, 35 + Math.floor(i / 12) * 60, 50, 50);
    this.add.text(20, 10, 'bare');
  }
}

new Phaser.Game({ type: Phaser.AUTO, width: 800, height: 400, banner: false, scene: Bare });
