/** A drive's label as the log keeps it: on one line and of its length, whatever somebody called the stick. */
export function placeLine(label: string): string {
  return label.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 200).toWellFormed().trim()
}
