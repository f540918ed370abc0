#!/usr/bin/env bash
# Starts WildFly with the application, against a broker of its own process.
set -euo pipefail

: "${WAYBILL_DB_URL:?}" "${WAYBILL_DB_PASSWORD:?}" "${WAYBILL_BROKER_HOST:?}" "${WAYBILL_BROKER_PASSWORD:?}"

export JAVA_OPTS=${WAYBILL_JAVA_OPTIONS:--Xmx512m}
# The script hands SIGTERM on to its JVM only if it is told to.
export LAUNCH_JBOSS_IN_BACKGROUND=true
exec "${JBOSS_HOME:-/opt/jboss/wildfly}/bin/standalone.sh" \
  --server-config=waybill-remote.xml \
  -b 0.0.0.0 -Djboss.http.port="${WAYBILL_HTTP_PORT:-8080}"
