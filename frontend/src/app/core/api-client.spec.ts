import { provideHttpClient, withInterceptors } from '@angular/common/http';
import { HttpTestingController, provideHttpClientTesting } from '@angular/common/http/testing';
import { TestBed } from '@angular/core/testing';
import { ApiClient } from './api-client';
import { apiInterceptor } from './api-interceptor';
import { ProblemError } from './problem';
import { Session } from './session';

describe('ApiClient', () => {
  const expire = jest.fn();
  let api: ApiClient;
  let http: HttpTestingController;

  beforeEach(() => {
    expire.mockReset();
    TestBed.configureTestingModule({
      providers: [
        provideHttpClient(withInterceptors([apiInterceptor])),
        provideHttpClientTesting(),
        { provide: Session, useValue: { expire } },
      ],
    });
    api = TestBed.inject(ApiClient);
    http = TestBed.inject(HttpTestingController);
  });

  afterEach(() => http.verify());

  it('leaves out of the query what is not set', () => {
    void api.get('/talents', { q: '', status: null, tag: undefined, limit: 50 });
    const { request } = http.expectOne('/api/v1/talents?limit=50');
    expect(request.headers.has('X-Background')).toBe(false);
  });

  it('marks background reads, so that they do not keep a session alive', () => {
    void api.get('/connections/status', { ids: 'a' }, true);
    expect(http.expectOne('/api/v1/connections/status?ids=a').request.headers.get('X-Background')).toBe('1');
  });

  it('gives every POST its own idempotency key, or the one of the caller', () => {
    void api.post('/connections', {});
    void api.post('/connections', {});
    void api.post('/connections', {}, 'mine');
    const keys = http.match('/api/v1/connections').map(({ request }) => request.headers.get('Idempotency-Key'));
    expect(keys[0]).toBeTruthy();
    expect(keys[0]).not.toBe(keys[1]);
    expect(keys[2]).toBe('mine');
  });

  it('sends none with sign-in', () => {
    void api.post('/auth/login', {});
    expect(http.expectOne('/api/v1/auth/login').request.headers.has('Idempotency-Key')).toBe(false);
  });

  it('turns a failed answer into its problem', async () => {
    const answer = api.get('/talents/x');
    http
      .expectOne('/api/v1/talents/x')
      .flush({ code: 'NOT_FOUND', detail: 'Gone.' }, { status: 404, statusText: 'Not Found' });
    await expect(answer).rejects.toMatchObject({ problem: { status: 404, code: 'NOT_FOUND', detail: 'Gone.' } });
    await expect(answer).rejects.toBeInstanceOf(ProblemError);
    expect(expire).not.toHaveBeenCalled();
  });

  it('ends the session on a 401, but not for a wrong passphrase', async () => {
    const read = api.get('/talents');
    http.expectOne('/api/v1/talents').flush({}, { status: 401, statusText: 'Unauthorized' });
    await expect(read).rejects.toBeInstanceOf(ProblemError);
    expect(expire).toHaveBeenCalledTimes(1);
    const login = api.post('/auth/login', {});
    http.expectOne('/api/v1/auth/login').flush({}, { status: 401, statusText: 'Unauthorized' });
    await expect(login).rejects.toBeInstanceOf(ProblemError);
    expect(expire).toHaveBeenCalledTimes(1);
  });
});
