/**
 * The few globals that every JavaScript runtime has and that pure code may use.
 * Everything else (DOM, Node) is deliberately unknown to `shared/`.
 */
interface TextEncoderLike {
  encode(input?: string): Uint8Array
}
interface TextDecoderLike {
  decode(input?: Uint8Array): string
}
declare const TextEncoder: { new (): TextEncoderLike }
declare const TextDecoder: { new (label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean }): TextDecoderLike }
declare function structuredClone<T>(value: T): T
