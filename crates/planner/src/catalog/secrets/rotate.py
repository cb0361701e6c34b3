import boto3

secrets = boto3.client("secretsmanager")


def handler(event, context):
    arn, token, step = event["SecretId"], event["ClientRequestToken"], event["Step"]
    stages = secrets.describe_secret(SecretId=arn)["VersionIdsToStages"]
    if "AWSCURRENT" in stages.get(token, []):
        return
    if step == "createSecret":
        if "AWSPENDING" in stages.get(token, []) and has_value(arn, token):
            return
        password = secrets.get_random_password(PasswordLength=32, ExcludePunctuation=True)["RandomPassword"]
        secrets.put_secret_value(
            SecretId=arn, ClientRequestToken=token, SecretString=password, VersionStages=["AWSPENDING"]
        )
    elif step == "finishSecret":
        current = next(version for version, names in stages.items() if "AWSCURRENT" in names)
        secrets.update_secret_version_stage(
            SecretId=arn, VersionStage="AWSCURRENT", MoveToVersionId=token, RemoveFromVersionId=current
        )
    # setSecret and testSecret: tell whoever checks this password of the new one, where that is not who reads it here.


def has_value(arn, token):
    try:
        secrets.get_secret_value(SecretId=arn, VersionId=token, VersionStage="AWSPENDING")
        return True
    except secrets.exceptions.ResourceNotFoundException:
        return False
