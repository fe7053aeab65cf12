import { expect, it } from 'vitest'
import { indicatorType, tracesIn } from './indicator-type.ts'

it.each([
  ['10.0.0.7', 'ip-address'],
  ['10[.]0[.]0[.]7', 'ip-address'],
  ['10.0.0.0/24', 'ip-address'],
  ['fe80::1', 'ip-address'],
  ['hxxp://bad.example/x', 'url'],
  ['bad.example.com', 'domain'],
  ['a@bad.example', 'email'],
  ['a'.repeat(64), 'sha256'],
  ['b'.repeat(40), 'sha1'],
  ['c'.repeat(32), 'md5'],
  ['locker.exe', 'file-name'],
  [String.raw`C:\Windows\Temp\x.dll`, 'file-name'],
  [String.raw`HKLM\Software\Run`, 'registry-key'],
  [String.raw`PLANT\svc_backup`, 'account'],
  ['999.1.1.1', 'other'],
  ['pump 3', 'other'],
])('%s looks like %s', (text, type) => {
  expect(indicatorType(text)).toBe(type)
})

it('finds addresses and hashes in a sentence and leaves the plant alone', () => {
  expect(tracesIn(`14:05:30 mail from 10.0.0.7, file locker.exe (${'a'.repeat(64)})`).map((trace) => trace.type)).toEqual(['ip-address', 'file-name', 'sha256'])
  expect(tracesIn('pump 3 at 2.30 bar, flow 1.5, 14:05:30, PLC.A1 and station 4.')).toEqual([])
})
