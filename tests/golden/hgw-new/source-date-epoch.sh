# the start is today: SOURCE_DATE_EPOCH in UTC
SOURCE_DATE_EPOCH=1795478400 hgw-new --bare | grep "<casus"
