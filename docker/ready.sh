#!/usr/bin/env bash
# Succeeds when tasks can be accepted and run. A server without the application answers 200 as well.
set -euo pipefail

exec 3<>"/dev/tcp/127.0.0.1/$1"
printf 'GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
answer=$(cat <&3)
[[ $answer == "HTTP/1.1 200"* && $answer == *'"waybill"'* ]]
