# a name with characters that mean something in XML arrives as it was typed
hgw-new --date=2026-11-24 --bare --name "A & <B> \"C\" ]]> é" | grep "<leerling" -A 2
