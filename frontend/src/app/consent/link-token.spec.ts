import { TestBed } from '@angular/core/testing';
import { RedirectCommand, Router, type ActivatedRouteSnapshot, type RouterStateSnapshot } from '@angular/router';
import { LinkToken, tokenTaken } from './link-token';

const arrive = (fragment: string | null) =>
  TestBed.runInInjectionContext(() =>
    tokenTaken(
      { fragment } as ActivatedRouteSnapshot,
      { url: fragment ? `/consent#${fragment}` : '/consent' } as RouterStateSnapshot,
    ),
  );

beforeEach(() => {
  window.history.replaceState({ kept: 1 }, '', '/consent#secret');
});

describe('the token of a link', () => {
  it('leaves the address at once, without leaving a step behind', () => {
    const steps = window.history.length;
    const answer = arrive('secret');
    expect(window.location.href).toBe('http://localhost/consent');
    expect(window.history.state).toEqual({ kept: 1 });
    expect(window.history).toHaveLength(steps);
    expect(answer).toBeInstanceOf(RedirectCommand);
    const { redirectTo, navigationBehaviorOptions } = answer as RedirectCommand;
    expect(TestBed.inject(Router).serializeUrl(redirectTo)).toBe('/consent');
    expect(navigationBehaviorOptions).toEqual({ replaceUrl: true });
  });

  it('is handed over once, and kept in no storage', () => {
    void arrive('secret');
    const token = TestBed.inject(LinkToken);
    expect(token.waiting()).toBe('secret');
    expect(token.take()).toBe('secret');
    expect(token.take()).toBeNull();
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain('secret');
  });

  it('is no longer than any of ours', () => {
    void arrive('x'.repeat(5_000));
    expect(TestBed.inject(LinkToken).take()).toHaveLength(100);
  });

  it('need not be there', () => {
    expect(arrive(null)).toBe(true);
    expect(TestBed.inject(LinkToken).waiting()).toBeNull();
  });
});
