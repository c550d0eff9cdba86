export { backupTrouble } from './queries.js';
export { type BackupSettings, type Backups, createBackups } from './service.js';
export { newestBackup } from './write.js';
