/**
 * Called by electron-builder before it looks at node_modules. `false` says that they are taken care of: everything is
 * bundled into dist/, and electron-builder.yml names the files of the one native package. So nothing is rebuilt,
 * nothing is fetched, and no production dependency slips into the archive.
 */
export function beforeBuild(): Promise<boolean> {
  return Promise.resolve(false)
}
