# Settings of the test's Request Tracker. What differs between two servers comes from the environment.
Set($rtname, 'storeside.test');
Set($Organization, 'storeside.test');
Set($WebDomain, '127.0.0.1');
Set($WebPort, $ENV{STORESIDE_RT_PORT} || 80);
Set($WebPath, '');
Set($WebBaseURL, 'http://127.0.0.1:' . ($ENV{STORESIDE_RT_PORT} || 80));
Set($CanonicalizeRedirectURLs, 0);
Set($DatabaseName, $ENV{STORESIDE_RT_DATABASE}) if $ENV{STORESIDE_RT_DATABASE};
Set($MailCommand, 'mbox');
Set($BcryptCost, 4);    # every request with a token pays for it
Set($LogToSTDERR, 'warning');
Set($LogToSyslog, undef);
Set($Timezone, 'UTC');
Set($DevelMode, 0);
1;
