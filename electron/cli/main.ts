import '../core/network-locked.ts'
import { product } from '../../shared/product.ts'
import { exitCodes, type Command, type Output } from './command.ts'
import { backupCommand } from './commands/backup.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { restoreCommand } from './commands/restore.ts'
import { updateVerifyCommand } from './commands/update-verify.ts'
import { verifyCommand } from './commands/verify.ts'

/** All commands, in the order of `--help`. */
const commands: readonly Command[] = [demoCommand, verifyCommand, backupCommand, restoreCommand, doctorCommand, updateVerifyCommand]

const output: Output = {
  line: (text) => void process.stdout.write(`${text}\n`),
  complain: (text) => void process.stderr.write(`${text}\n`),
}

function help(): string {
  const lines = commands.map(({ usage, summary }) => `  cofferdam ${usage}\n      ${summary}\n`)
  return `Cofferdam ${product.version}\n\n${lines.join('\n')}\n  cofferdam --help | --version\n`
}

async function main([name, ...rest]: readonly string[]): Promise<number> {
  if (name === '--help' || name === 'help') {
    process.stdout.write(help())
    return exitCodes.good
  }
  if (name === '--version') {
    output.line(product.version)
    return exitCodes.good
  }
  const command = commands.find((candidate) => candidate.name === name)
  if (command === undefined) {
    process.stderr.write(help())
    return exitCodes.usage
  }
  if (rest.includes('--help')) {
    output.line(`usage: cofferdam ${command.usage}`)
    output.line(command.summary)
    return exitCodes.good
  }
  return command.run(rest, output)
}

process.exitCode = await main(process.argv.slice(2))
