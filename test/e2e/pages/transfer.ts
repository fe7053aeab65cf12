import { Screen } from './screen.ts'

/** Carrying out and bringing in. */
export class Transfer extends Screen {
  writeTo(place: string): Promise<void> {
    return Promise.reject(new Error(`the screen In and out is not there: ${place}`))
  }
  check(place: string): Promise<void> {
    return Promise.reject(new Error(`the screen In and out is not there: ${place}`))
  }
  verify(file: string): Promise<void> {
    return Promise.reject(new Error(`the screen In and out is not there: ${file}`))
  }
  expectVerdict(code: string): Promise<void> {
    return Promise.reject(new Error(`the screen In and out is not there: ${code}`))
  }
}
