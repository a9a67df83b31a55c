#!/usr/bin/env python3
"""Runs the cases of tests/cases through the Python binding: see the README there for what comes in and goes out."""

import asyncio
import inspect
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "cases"))

import iinkedsign
import typed

NUMBERS = {"max_retries": int, "max_response_bytes": int, "requests_per_second": float, "days": int, "page_size": int}
OPTIONS = inspect.signature(iinkedsign.Client).parameters
# -- generated: codes; by `make generate` from src/error/kind.rs --
CODES = {
    "configuration": 1,
    "invalid_argument": 2,
    "connect": 10,
    "tls": 11,
    "timeout": 12,
    "transport": 13,
    "bad_request": 20,
    "authentication": 21,
    "permission_denied": 22,
    "not_found": 23,
    "retention": 24,
    "rate_limited": 25,
    "server": 26,
    "api": 27,
    "response": 30,
    "outcome_unknown": 40,
    "cancelled": 50,
    "internal": 99,
}
# -- end of codes --


def read(name, value):
    if name in NUMBERS:
        return NUMBERS[name](value)
    if name in ("types", "states"):
        return value.split(",")
    return {"true": True, "false": False}.get(value, value)


def options(values):
    found = {name: read(name, values.pop(name)) for name in OPTIONS if name in values}
    found.update({name: int(values.pop(f"{name}_ms")) / 1000 for name in OPTIONS if f"{name}_ms" in values})
    return {"api_key": "the-key", **found}


async def later(operation, settings, arguments):
    async with iinkedsign.AsyncClient(**settings) as client:
        call = getattr(client, operation)(**arguments)
        return [package async for package in call] if operation == "list_packages" else await call


def now(operation, settings, arguments):
    with iinkedsign.Client(**settings) as client:
        answer = getattr(client, operation)(**arguments)
        return list(answer) if operation == "list_packages" else answer


def run(values):
    operation, mode = values.pop("operation"), values.pop("mode")
    settings = options(values)
    arguments = {name: read(name, value) for name, value in values.items()}
    if mode == "async":
        answer = asyncio.run(later(operation, settings, arguments))
    else:
        answer = now(operation, settings, arguments)
    schema = typed.ANSWERS[operation]
    fields = [typed.record(one, schema) for one in answer] if isinstance(answer, list) else typed.record(answer, schema)
    return {"fields": fields, "json": answer}


def show(error):
    return {
        "kind": error.kind,
        "code": CODES[error.kind],
        "http_status": error.status_code,
        "api_code": error.code,
        "request_id": error.request_id,
        "attempts": error.attempts,
        "retryable": error.retryable,
        "retry_after_ms": None if error.retry_after is None else round(error.retry_after * 1000),
        "evidence": error.evidence,
        "body": error.body,
        "message": str(error),
    }


for line in sys.stdin:
    name, *pairs = line.rstrip("\n").split("\t")
    try:
        result = run(dict(pair.split("=", 1) for pair in pairs))
    except iinkedsign.IinkedSignError as error:
        result = {"error": show(error)}
    print(typed.render({"case": name, **result}), flush=True)
