/** English for the first level, whose player learns by playing; the keys are those of the game's lessons. */

export const COACH = {
  label: 'First steps',
  skip: 'I know how',
  lessons: {
    take: 'Drag the clock onto Linux. Or choose it here, then its place.',
    place: 'Let it go where the stage lights up: on top of the kernel.',
    power: 'It stands. Now power on and see what happens.',
    watch: 'Firmware, bootloader, kernel, program: each waits for the one below. Under the stage is what they print.',
    won: 'The clock runs, and in time. On to the next level: there you choose what stands on what.',
    missed: 'Not yet: the goals at the side say why. Go back to building and try again.',
  },
} as const;
