import type { Texts } from '../ui/catalogue.js';

export const backupTexts = {
  'backup.menu': { zh: '备份', en: 'Backup' },
  'backup.menu.help': {
    zh: '选一个地方，OK 备份。备份是加密的，写完会读回来核对。2 从备份恢复。口令请记在别处: 没有口令谁也打不开。',
    en: 'Choose a place, OK makes a backup. It is encrypted, and read back after writing. 2 restores one. Keep the passphrase elsewhere: nobody opens a backup without it.',
  },
  'backup.empty': {
    zh: '没有插 U 盘，也没有设备份文件夹',
    en: 'No stick is plugged in, and no folder is set',
  },
  'backup.make': { zh: '备份', en: 'Back up' },
  'backup.restore': { zh: '恢复', en: 'Restore' },
  'backup.last': { zh: '上次备份 {time}', en: 'Last backup {time}' },
  'backup.never': { zh: '还没有备份过', en: 'No backup yet' },
  'backup.daily': { zh: '每天自动备份到 {folder}', en: 'A daily one goes to {folder}' },
  'backup.no-daily': { zh: '没有设自动备份', en: 'No daily backup is set up' },
  'backup.passphrase': { zh: '口令', en: 'Passphrase' },
  'backup.passphrase.help': {
    zh: '至少 8 个字。恢复时要用它，忘了就打不开。',
    en: 'At least 8 characters. It is needed to restore; without it nothing opens.',
  },
  'backup.again': { zh: '再输一次', en: 'Once more' },
  'backup.differs': { zh: '两次不一样', en: 'The two differ' },
  'backup.short': { zh: '至少 8 个字', en: 'At least 8 characters' },
  'backup.working': { zh: '正在备份到 {folder}', en: 'Backing up to {folder}' },
  'backup.done': { zh: '已备份并核对: {file}', en: 'Backed up and checked: {file}' },
  'backup.files': { zh: '选一个备份', en: 'Choose a backup' },
  'backup.files.help': {
    zh: 'OK 用选中的备份恢复这台机器。机器上现有的记录会移到一边，不会删除。',
    en: 'OK restores this terminal from the marked backup. What is on it now is set aside, not deleted.',
  },
  'backup.files.empty': { zh: '没有找到备份', en: 'No backup found' },
  'backup.restore.ask': {
    zh: '用 {terminal} 在 {time} 的备份 ({count} 笔记录) 恢复?',
    en: 'Restore from the backup of {terminal} of {time} ({count} records)?',
  },
  'backup.replace.ask': {
    zh: '这台机器已有 {count} 笔记录，会移到一边。真的要恢复吗?',
    en: 'This terminal has {count} records; they will be set aside. Restore all the same?',
  },
  'backup.restoring': { zh: '正在核对和恢复', en: 'Checking and restoring' },
  'backup.restart': {
    zh: '备份没问题。按 OK 重新启动，然后就是恢复后的样子。',
    en: 'The backup is good. OK starts the terminal again, with what is in it.',
  },
  'backup.trouble.failed': { zh: '自动备份失败', en: 'Daily backup failed' },
  'backup.trouble.old': { zh: '两天没有备份', en: 'No backup for two days' },
  'error.backup/passphrase': { zh: '口令不对', en: 'The passphrase is wrong' },
  'error.backup/not-one': { zh: '这不是备份文件', en: 'This file is not a backup' },
  'error.backup/damaged': {
    zh: '这个备份坏了或不完整，没有恢复任何东西。请换一个备份。',
    en: 'This backup is damaged or not whole. Nothing was restored; take another one.',
  },
  'error.backup/not-kept': {
    zh: 'U 盘写进去的读不回来，请换一个 U 盘。原来的备份没有动。',
    en: 'What was written does not come back: take another stick. Older backups are untouched.',
  },
  'error.backup/no-folder': {
    zh: '找不到 {folder}，U 盘插好了吗?',
    en: '{folder} is not there. Is the stick plugged in?',
  },
  'error.backup/medium': {
    zh: '写到一半中断了: U 盘被拔了吗? 原来的备份没有动，请插好再来一次。',
    en: 'It broke off: was the stick pulled out? Older backups are untouched. Plug it in and try again.',
  },
  'error.backup/journal': {
    zh: '第 {seq} 笔记录有问题，请先检查记录',
    en: 'Record {seq} is not good: check the journal first',
  },
  'error.restore/not-blank': { zh: '这台机器已有记录', en: 'This terminal has records already' },
  'error.restore/other-terminal': {
    zh: '这是 {terminal} 的备份，这台机器是 {here}',
    en: 'This backup is of {terminal}; this terminal is {here}',
  },
  'error.journal/waits-for-office': {
    zh: '刚从备份恢复: 等总部补齐记录后才能操作。请连上网络。',
    en: 'Just restored from a backup: nothing can be done before the office has filled in what is missing. Connect the line.',
  },
} satisfies Texts;
