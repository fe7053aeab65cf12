/**
 * The maker's public key is an input of the build and stands nowhere in the tree: who builds decides whose updates the
 * result takes. Without one the program shows nothing about updates.
 */
import { readFileSync } from 'node:fs'
import { readReleaseAnchor, releaseAnchorLine } from '../../shared/update/release-anchor.ts'

/**
 * The line that goes into the assets, or `null` where no file is named.
 * @param file value of COFFERDAM_RELEASE_ANCHOR: a file as `ssh-keygen -t ed25519` writes it beside the secret key
 * @throws Error when the file is no public key: a build must not silently trust nobody
 */
export function readAnchorOfBuild(file: string | undefined): string | null {
  if (file === undefined || file === '') return null
  try {
    return releaseAnchorLine(readReleaseAnchor(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new Error(`COFFERDAM_RELEASE_ANCHOR names ${file}, which cannot be read as one public key of the kind ssh-ed25519.`, { cause: error })
  }
}
