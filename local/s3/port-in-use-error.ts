/** The server cannot listen because another process does. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(host: string, port: number, options?: ErrorOptions) {
    super(
      `The local S3 could not start: port ${port} on ${host} is in use. ` +
        'Stop the program that listens there, or choose another port (0 takes any free one).',
      options,
    );
    this.port = port;
  }
}
