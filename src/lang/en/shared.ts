import { capitalised, whole } from '../format.ts';

/** English for builds that leave the page or come into it, as a file or in a link. */

export const SHARED = {
  onlyHere: 'The address of this page is one of this computer alone: elsewhere the link opens nothing. A file goes everywhere.',
  imported: (title: string): string => `The solution for "${title}" was opened. Undo brings your own build back.`,
  importedButNot: (title: string, why: string): string => `The file for "${title}" was opened, but as a solution it does not hold: ${why}.`,
  objection: (verdict: string, claims: readonly string[]): string => [verdict, claims.join('; ')].filter((text) => text !== '').join(': '),
  importFailed: (why: string): string => `The file was not opened. ${why}`,
  importOtherLevel: 'It is made for a level that this page does not have, or for another version of it.',
  importUnplaced: 'Its build has parts that stand on nothing.',
  importTooBig: (nodes: number): string => `Its build has more than ${whole(nodes)} parts, too many to draw.`,
  importNotOne: (problem: string): string => `It is not a solution of this game, or it is damaged. ${capitalised(problem)}.`,
  importUnreadable: 'The browser could not read it.',
  keep: 'Keep and share',
  keepHint: 'Puts this build into the gallery, with its link and its file',
  nothingYet: 'Nothing is built yet.',
  openedTrial: 'The build was opened in the sandbox. Undo brings your own build back.',
  doesNotRun: 'breaks a rule of today and does not run',
  goesWrong: (scenario: string): string => `What happens: ${scenario}`,

  whole: (letters: number): string =>
    `The whole build, with every step of its building, is in the link itself (${whole(letters)} characters): nothing is sent to a server. Whoever opens it gets it on the desk.`,
  noSteps: (letters: number, most: number): string =>
    `With every step of its building the link would ${letters > most ? `have ${whole(letters)} characters, more than the ${whole(most)} that this page opens` : 'unpack to more than this page opens'}. So the steps are left out: the link holds the build and nothing of how it came about. The file holds both.`,
  long: (letters: number): string =>
    `Some programs cut links off that are longer than ${whole(letters)} characters. If it does not arrive whole, send the file.`,
  codeWithout: (bytes: number, most: number): string =>
    `A QR code holds ${whole(most)} characters, and this link has ${whole(bytes)}. So the code leaves out the steps of the building: whoever reads it gets the build, and nothing of how it came about. The link holds both.`,
  codeOfLink: 'The QR code holds the same as the link.',
  noCode: (bytes: number, most: number): string =>
    `This link is too long for a QR code, also without the steps of the building: it would have ${whole(bytes)} characters, and a code holds ${whole(most)}. Send the link or the file.`,
  noLink: (letters: number, most: number): string =>
    `This build is too large for a link, also without the steps of its building: it would have ${whole(letters)} characters, and this page opens ${whole(most)}. Save it as a file.`,
  noPacking: 'This browser is too old to make links: it cannot pack what they hold. Save the build as a file, or use a newer browser.',

  badLink: {
    damaged: (problem: string): string => `The link is damaged: a part of it may have been cut off. ${capitalised(problem)}.`,
    'too-big': (problem: string): string => `The link holds more than a solution can be. ${capitalised(problem)}.`,
    'no-means': (): string =>
      'This browser is too old to open links: it cannot unpack what they hold. Use a newer one, or ask for the build as a file.',
  },
} as const;
