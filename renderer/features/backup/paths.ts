/** Address of the backups, as a hash route. */
export const backupPath = '/settings/backup'
