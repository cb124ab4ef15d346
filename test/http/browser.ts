import type { Answer, SendOptions, Served } from './served-app.ts';

export interface PageAnswer extends Answer {
  /** What the page would show: the view's name and its model. */
  page<Model = Record<string, unknown>>(): { view: string; model: Model };
  readonly location: string | null;
}

/** Keeps cookies and says where its forms come from, as browsers do. */
export class Browser {
  readonly #served: Served;
  readonly #headers: Readonly<Record<string, string>>;
  readonly cookies = new Map<string, string>();

  constructor(served: Served, headers: Readonly<Record<string, string>> = {}) {
    this.#served = served;
    this.#headers = headers;
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<PageAnswer> {
    return this.#send('GET', path, { headers });
  }

  post(
    path: string,
    form: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = { origin: this.#served.url },
  ): Promise<PageAnswer> {
    return this.#send('POST', path, { form, headers });
  }

  /** Asks the API as a page's script would. */
  call(
    method: string,
    path: string,
    json: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<PageAnswer> {
    return this.#send(method, path, { json, headers: { origin: this.#served.url, ...headers } });
  }

  signIn(email: string, password: string, next = ''): Promise<PageAnswer> {
    return this.post('/sign-in', { email, password, next });
  }

  async #send(
    method: string,
    path: string,
    { headers, ...body }: Pick<SendOptions, 'form' | 'json'> & Required<Pick<SendOptions, 'headers'>>,
  ): Promise<PageAnswer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const all = { ...this.#headers, ...headers, ...(cookie && { cookie }) };
    const answer = await this.#served.send(method, path, { ...body, headers: all });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return {
      ...answer,
      location: answer.headers.get('location'),
      page: () => JSON.parse(answer.text),
    };
  }

  #keep(line: string): void {
    const [pair = ''] = line.split(';');
    const [name = '', value = ''] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    if (/max-age=0|expires=thu, 01 jan 1970/i.test(line) || value === '') this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
