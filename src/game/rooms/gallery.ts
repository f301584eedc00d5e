import { makeRoom, type OpenRoom } from './room.ts';

export const open: OpenRoom = (house) => ({ title: 'gallery', element: makeRoom(house, 'gallery', 'gallery') });
