import type { Reply } from '../../../support/http';
import { checkAnswer } from '../../support/check';
import { runProgram } from './run-program';

/**
 * Pastes a curl command into a shell, as a reader does, and holds what comes against the document. Nothing is added to the
 * command but that the head of the answer is printed too, and no progress.
 * @throws with what the shell or curl says, if there is no answer.
 */
export async function curl(command: string): Promise<Reply> {
  const options = '--silent --show-error --include';
  const { code, output, errors } = await runProgram('sh', ['-c', `${command.trimEnd()} ${options}`], '');
  if (code !== 0) throw new Error(errors);
  const reply = parseAnswer(output);
  const { method, path } = requestOf(command);
  checkAnswer(method, path, reply, undefined);
  return reply;
}

function parseAnswer(answer: string): Reply {
  const end = answer.indexOf('\r\n\r\n');
  const [status = '', ...lines] = answer.slice(0, end).split('\r\n');
  const text = answer.slice(end + 4);
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
  return { status: Number(status.split(' ')[1]), headers, text, body: text === '' ? null : JSON.parse(text) };
}

function requestOf(command: string): { method: string; path: string } {
  const [, method = '', address = ''] = /^curl -X ([A-Z]+) "?([^"\s]+)/.exec(command) ?? [];
  const { pathname, search } = new URL(address);
  return { method, path: pathname + search };
}
