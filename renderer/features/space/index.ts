export { SpaceNotice } from './SpaceNotice.tsx'
