# A small sample that answers until your own code takes its place.
# Browsers get a page, programs get JSON. It shows that everything it was given works.
import json
import os
import socket

import boto3


def visits():
    answer = boto3.client("dynamodb").update_item(
        TableName=os.environ["TABLE_NAME"],
        Key={"id": {"S": "visits"}},
        UpdateExpression="ADD amount :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
        ReturnValues="UPDATED_NEW",
    )
    return int(answer["Attributes"]["amount"]["N"])


def files():
    return boto3.client("s3").list_objects_v2(Bucket=os.environ["BUCKET_NAME"], MaxKeys=100)["KeyCount"]


def database():
    with socket.create_connection((os.environ["DATABASE_HOST"], int(os.environ["DATABASE_PORT"])), timeout=3):
        return "reachable, not logged in"


CHECKS = {
    "TABLE_NAME": ("visits", visits),
    "BUCKET_NAME": ("files", files),
    "DATABASE_HOST": ("database", database),
}


def attempt(check):
    try:
        return check()
    except Exception as error:  # shown to the visitor as one word, told in full to the log
        print(repr(error))
        return "unavailable"


def handler(event, context):
    project = os.environ["PROJECT_NAME"]
    facts = {"project": project, "message": "It works. Now bring your own code."}
    for variable, (name, check) in CHECKS.items():
        if variable in os.environ:
            facts[name] = attempt(check)

    headers = {name.lower(): value for name, value in (event.get("headers") or {}).items()}
    if "text/html" not in headers.get("accept", ""):
        return answer("application/json", json.dumps(facts))
    rows = "".join(f"<li>{name}: <b>{value}</b></li>" for name, value in facts.items())
    return answer(
        "text/html; charset=utf-8",
        f"""<!doctype html>
<meta name="viewport" content="width=device-width"><title>{project}</title>
<style>body{{font:18px system-ui;margin:15vh auto;max-width:32rem;padding:0 1rem}}</style>
<h1>{project}</h1><ul>{rows}</ul>""",
    )


def answer(kind, body):
    headers = {"content-type": kind, "cache-control": "no-store", "x-content-type-options": "nosniff"}
    return {"statusCode": 200, "headers": headers, "body": body}
